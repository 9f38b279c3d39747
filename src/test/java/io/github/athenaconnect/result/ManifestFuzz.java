package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a manifest lists: objects below the prefix of its UNLOAD and no others, or a refusal. */
class ManifestFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyListIsOfFilesBelowThePrefixOrRefused(byte[] input) {
        FakeS3 s3 = new FakeS3();
        s3.put(UnloadReading.MANIFEST, input);
        ObjectOpener opener = new ObjectOpener(s3, S3Location.parse(UnloadReading.MANIFEST), Optional.empty());
        try (ResultObject manifest = new ResultObject(opener, 1, failures -> {}, 0, Optional.empty())) {
            List<S3Location> files = ManifestFiles.read(manifest, UnloadReading.TARGET);
            assertThat(files).allSatisfy(file -> {
                assertThat(file.toString()).startsWith(UnloadReading.TARGET);
                assertThat(file.key()).startsWith("unload/daily/").isNotEqualTo("unload/daily/");
            });
            assertThat(files).hasSize((int)
                    Seeds.text(input).lines().filter(line -> !line.isBlank()).count());
        } catch (UnreadableResultException refused) {
            assertThat(refused).hasMessageStartingWith("Result ");
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "s3://results/unload/daily/part-0\ns3://results/unload/daily/part-1\n",
                "s3://results/unload/daily/a%20b/../c\r\n\r\n",
                "s3://other/unload/daily/part-0\n",
                "s3://results/unload/daily/\n",
                "");
    }
}
