package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a statement is: rendering changes its placeholders only, and comments and quotes have none; or it is refused. */
class SqlTemplateFuzz {
    private static final String LITERAL = "BIGINT '7'";

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void nothingButPlaceholdersChanges(byte[] input) {
        String sql = Seeds.text(input);
        List<String> around = new ArrayList<>();
        SqlTemplate template;
        try {
            template = SqlTemplate.parse(sql);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("must ").hasMessageContaining("; found ");
            assertThat(CharacterByCharacter.around(sql, around)).isFalse();
            return;
        }
        assertThat(CharacterByCharacter.around(sql, around)).isTrue();
        assertThat(SqlLexer.pieces(sql).stream().map(SqlLexer.Piece::text).collect(Collectors.joining()))
                .isEqualTo(sql);
        assertThat(SqlLexer.withoutCommentsAndQuotes(sql)).hasSameSizeAs(sql);
        assertThat(StatementKind.of(sql)).isNotNull();
        Map<String, String> literals =
                template.placeholders().stream().collect(Collectors.toMap(name -> name, name -> LITERAL));
        checkRendered(template.render(literals), around);
    }

    /** What is around the placeholders comes in its order, with a literal between, apart from words and quotes. */
    private static void checkRendered(String rendered, List<String> around) {
        int at = 0;
        for (int index = 0; index < around.size(); index++) {
            if (index > 0) {
                at = behind(rendered, at, LITERAL);
            }
            at = behind(rendered, at, around.get(index));
        }
        assertThat(rendered.substring(at)).isEmpty();
    }

    private static int behind(String rendered, int at, String expected) {
        boolean blank = !rendered.startsWith(expected, at) || (expected.isEmpty() && rendered.startsWith(" ", at));
        int start = blank && !expected.isEmpty() ? at + 1 : at;
        assertThat(rendered.substring(start)).startsWith(expected);
        if (start > at) {
            assertThat(rendered.charAt(at)).isEqualTo(' ');
        } else if (start > 0 && !expected.isEmpty()) {
            boolean meets = expected.equals(LITERAL) || rendered.startsWith(LITERAL, start - LITERAL.length());
            assertThat(meets && isPart(rendered.charAt(start - 1)) && isPart(expected.charAt(0)))
                    .as("run into each other at %s: %s", start, rendered)
                    .isFalse();
        }
        return start + expected.length();
    }

    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || "_'\"".indexOf(character) >= 0;
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "SELECT * FROM t WHERE a > ${watermark} AND b < ${run.date}",
                "SELECT 'it''s ${a}', \"${b}\" -- ${c}\n, /* ${d} */ ${e}${f}'x'${g}word",
                "WITH a AS (SELECT 1) SELECT $ {x}, '--', '/*', ${y} /* open */;",
                "SELECT ${ }, ${}",
                "/* unclosed ${a}",
                "'unclosed ${a}",
                "\"unclosed",
                "${unclosed");
    }

    /** A second reading of the same rules, a character at a time. */
    private static final class CharacterByCharacter {
        private CharacterByCharacter() {}

        /** Collects what is around placeholders; false if something is not closed, or a placeholder has no name. */
        static boolean around(String sql, List<String> around) {
            StringBuilder text = new StringBuilder();
            int at = 0;
            while (at < sql.length()) {
                int end = end(sql, at);
                if (end < 0) {
                    return false;
                }
                if (sql.startsWith("${", at)) {
                    if (sql.substring(at + 2, end - 1).isBlank()) {
                        return false;
                    }
                    around.add(text.toString());
                    text.setLength(0);
                } else {
                    text.append(sql, at, end);
                }
                at = end;
            }
            around.add(text.toString());
            return true;
        }

        private static int end(String sql, int at) {
            if (sql.startsWith("--", at)) {
                int end = at;
                while (end < sql.length() && "\r\n".indexOf(sql.charAt(end)) < 0) {
                    end++;
                }
                return end;
            }
            if (sql.startsWith("/*", at)) {
                return behind(sql, "*/", at + 2);
            }
            if (sql.startsWith("${", at)) {
                return behind(sql, "}", at + 2);
            }
            char first = sql.charAt(at);
            return first == '\'' || first == '"' ? behind(sql, String.valueOf(first), at + 1) : at + 1;
        }

        private static int behind(String sql, String closing, int from) {
            int found = sql.indexOf(closing, from);
            return found < 0 ? -1 : found + closing.length();
        }
    }
}
