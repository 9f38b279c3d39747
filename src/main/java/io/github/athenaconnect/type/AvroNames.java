package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names that Avro takes: letters, digits and {@code _} of ASCII, not beginning with a digit (Avro's specification,
 * "Names"); those of schemas may have several such parts, joined by dots.
 *
 * <p>What a name may not have becomes {@code _}, one for each character; {@code _} goes before a digit it begins with.
 */
final class AvroNames {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern ILLEGAL_CHARACTER = Pattern.compile("[^A-Za-z0-9_]");

    private AvroNames() {}

    /**
     * A name for each of these, in their order and none twice.
     *
     * <p>A legal name stays what it is where it comes first. Any other gets the least number from 2 on behind it that
     * makes it new, if it is not new without, and gives way to legal ones that come later. A name that is missing becomes
     * {@code _col} and its place from 0, as Athena calls columns without one.
     */
    static List<String> distinct(List<String> names) {
        TakenNames taken = new TakenNames(
                names.stream().filter(AvroNames::isLegal).collect(Collectors.toCollection(HashSet::new)));
        Set<String> kept = new HashSet<>();
        List<String> distinct = new ArrayList<>(names.size());
        for (String name : names) {
            boolean stays = isLegal(name) && kept.add(name);
            distinct.add(stays ? name : taken.unused(name.isEmpty() ? "_col" + distinct.size() : adjusted(name)));
        }
        return distinct;
    }

    static String ofSchema(String name) {
        return Arrays.stream(name.split("\\.", -1)).map(AvroNames::adjusted).collect(Collectors.joining("."));
    }

    private static String adjusted(String name) {
        String adjusted = ILLEGAL_CHARACTER.matcher(name).replaceAll("_");
        return isLegal(adjusted) ? adjusted : "_" + adjusted;
    }

    private static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches();
    }
}
