package io.github.athenaconnect.aws.profile;

import java.util.Locale;

/**
 * What stands in the brackets of a section.
 *
 * @param name empty for a section of a kind this connector has no use for
 */
record Heading(Kind kind, String name) {
    /** In the order in which sections of one name are laid over each other: a credentials file's wins. */
    enum Kind {
        /** {@code [profile name]}, as config files write it. */
        CONFIG,
        /** {@code [name]}, as credentials files write it. */
        CREDENTIALS,
        SSO_SESSION,
        OTHER
    }

    static Heading of(String brackets) {
        String[] words = brackets.strip().split("\\s+", 2);
        if (words.length == 1) {
            return new Heading(Kind.CREDENTIALS, words[0]);
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "profile" -> new Heading(Kind.CONFIG, unquoted(words[1]));
            case "sso-session" -> new Heading(Kind.SSO_SESSION, unquoted(words[1]));
            default -> new Heading(Kind.OTHER, "");
        };
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
