package io.github.athenaconnect.aws.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a credentials file, of a config file, or of both in one.
 *
 * <p>The SDK has a reader too, but it logs what it does not understand, and that may be a secret on the wrong line.
 * Holds the place reached in one text; for one use.
 */
public final class ProfileText {
    private static final Pattern SECTION = Pattern.compile("\\[([^\\]]*)\\]\\s*(?:[#;].*)?");
    private static final Pattern SETTING = Pattern.compile("([^=]*)=(.*)");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)[#;].*");

    private final Map<Heading, Map<String, String>> sections = new HashMap<>();
    private @Nullable Map<String, String> section;
    private String setting = "";
    private int indentation;
    private int number;

    private ProfileText() {}

    /**
     * Reads all sections of a text.
     *
     * @throws UnusableProfileException if a line cannot be understood, with its number, or if there is no profile
     */
    public static Profiles parse(String text) {
        ProfileText reading = new ProfileText();
        text.replaceFirst("^\ufeff", "").lines().forEach(reading::read);
        return reading.profiles();
    }

    private void read(String line) {
        number++;
        String content = line.strip();
        int depth = line.indexOf(content);
        if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
            return;
        }
        if (section != null && !setting.isEmpty() && depth > indentation) {
            goOn(section, content);
        } else if (content.startsWith("[")) {
            open(content);
        } else {
            indentation = depth;
            set(content);
        }
    }

    private void open(String content) {
        Matcher brackets = SECTION.matcher(content);
        if (!brackets.matches() || brackets.group(1).isBlank()) {
            throw problem(content, "must hold the name of a profile in brackets and nothing else");
        }
        section = sections.computeIfAbsent(Heading.of(brackets.group(1)), heading -> new HashMap<>());
        setting = "";
    }

    private void set(String content) {
        Matcher parts = SETTING.matcher(content);
        if (!parts.matches() || parts.group(1).isBlank()) {
            throw problem(content, "is neither a [profile], nor a setting written name = value, nor a # comment");
        }
        if (section == null) {
            throw problem(content, "is a setting before the first [profile]");
        }
        setting = parts.group(1).strip().toLowerCase(Locale.ROOT);
        section.put(setting, COMMENT.matcher(parts.group(2)).replaceFirst("").strip());
    }

    /** A deeper line goes on with a value, or belongs to a group of settings that no credentials are in. */
    private void goOn(Map<String, String> into, String content) {
        into.computeIfPresent(setting, (name, value) -> value.isEmpty() ? value : value + "\n" + content);
    }

    private Profiles profiles() {
        Map<String, Profile> profiles = new HashMap<>();
        for (Heading.Kind kind : List.of(Heading.Kind.CONFIG, Heading.Kind.CREDENTIALS)) {
            named(kind).forEach((name, found) -> profiles.merge(name, found, ProfileText::laidOver));
        }
        if (profiles.isEmpty()) {
            throw new UnusableProfileException("must hold at least one [profile], found none");
        }
        return new Profiles(profiles, named(Heading.Kind.SSO_SESSION));
    }

    private Map<String, Profile> named(Heading.Kind kind) {
        Map<String, Profile> named = new HashMap<>();
        sections.forEach((heading, settings) -> {
            if (heading.kind() == kind) {
                named.put(heading.name(), new Profile(heading.name(), settings));
            }
        });
        return named;
    }

    private static Profile laidOver(Profile lower, Profile upper) {
        Map<String, String> settings = new HashMap<>(lower.settings());
        settings.putAll(upper.settings());
        return new Profile(lower.name(), settings);
    }

    private UnusableProfileException problem(String content, String problem) {
        String hint = content.contains("\\n") ? "; it holds \\n as two characters, a line break escaped twice" : "";
        return new UnusableProfileException(
                "must be the text of an AWS credentials or config file, but line " + number + " " + problem + hint);
    }
}
