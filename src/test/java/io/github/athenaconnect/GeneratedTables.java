package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with tables that tests write: each between two comments, the first of which names it. */
record GeneratedTables(Path page) {
    /** Compares a table with what the page has, and writes it there with {@code -Dregenerate.docs=true}. */
    void require(String name, String table) throws IOException {
        Pattern place = Pattern.compile(
                "(<!-- generated: " + Pattern.quote(name) + " -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);
        String content = Files.readString(page);
        String wanted = place.matcher(content)
                .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + table + found.group(3)));
        if (Boolean.getBoolean("regenerate.docs")) {
            Files.writeString(page, wanted);
        }
        assertThat(place.matcher(content).find())
                .as(page + " has a place for " + name)
                .isTrue();
        assertThat(page).content().isEqualTo(wanted);
    }
}
