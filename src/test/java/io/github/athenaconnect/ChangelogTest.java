package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChangelogTest {
    private static final Pattern RELEASE = Pattern.compile("(?m)^## ");

    /** Of all that an update may touch, stored offsets are what a user cannot mend by hand while asleep. */
    @Test
    void everyReleaseSaysWhatBecomesOfOffsets() {
        String changelog = MarkdownPage.of(Path.of("CHANGELOG.md")).content();

        assertThat(RELEASE.splitAsStream(changelog).skip(1))
                .isNotEmpty()
                .allSatisfy(release -> assertThat(release).containsPattern("(?m)^Offsets: \\w+"));
    }
}
