package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.Excerpt;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of {@code varbinary}, {@code uuid} or {@code ipaddress}, ordered by its bytes, first to last, each from 0 to 255.
 *
 * @param hex two lower case digits a byte, whose order as a text is the same
 */
record Octets(ValueType type, String hex) implements WatermarkValue {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]*+");
    private static final Pattern GROUPED = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern GROUPS = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*");

    /** How the sixteen bytes of an address of version 4 begin. */
    private static final String VERSION_4 = "00000000000000000000ffff";

    static Optional<WatermarkValue> readBinary(ValueType type, String text) {
        String hex = WHITE_SPACE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        if (hex.length() % 2 != 0 || !HEX.matcher(hex).matches()) {
            throw type.mismatch(text);
        }
        if (hex.length() > 2 * Characters.MAXIMUM_BYTES) {
            throw new IllegalArgumentException(
                    "must not be longer than " + Characters.MAXIMUM_BYTES + " bytes, found one of " + hex.length() / 2);
        }
        return Optional.of(new Octets(type, hex));
    }

    static Optional<WatermarkValue> readUuid(ValueType type, String text) {
        String grouped = text.toLowerCase(Locale.ROOT);
        if (!GROUPED.matcher(grouped).matches()) {
            throw type.mismatch(text);
        }
        return Optional.of(new Octets(type, grouped.replace("-", "")));
    }

    /** Only what is no host name for sure is given to the JDK, which would ask a name server otherwise. */
    static Optional<WatermarkValue> readAddress(ValueType type, String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(lowerCase).matches()) {
            throw type.mismatch(text);
        }
        try {
            String hex =
                    HexFormat.of().formatHex(InetAddress.getByName(lowerCase).getAddress());
            return Optional.of(new Octets(type, hex.length() == 8 ? VERSION_4 + hex : hex));
        } catch (UnknownHostException none) {
            throw type.mismatch(text);
        }
    }

    @Override
    public String literal() {
        return switch (type) {
            case UUID -> "UUID '" + GROUPS.matcher(hex).replaceFirst("$1-$2-$3-$4-$5") + "'";
            case IPADDRESS -> "IPADDRESS '" + address() + "'";
            default -> "X'" + hex + "'";
        };
    }

    private String address() {
        try {
            return InetAddress.getByAddress(HexFormat.of().parseHex(hex)).getHostAddress();
        } catch (UnknownHostException ofAnotherLength) {
            throw new IllegalStateException("No address has the bytes " + Excerpt.of(hex), ofAnotherLength);
        }
    }

    @Override
    public int compareWith(WatermarkValue other) {
        return hex.compareTo(((Octets) other).hex);
    }
}
