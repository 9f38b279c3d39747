package io.github.athenaconnect.type;

import static io.github.athenaconnect.type.RandomText.repeatedly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The byte-wise decoding of dates and times against {@code java.time}. */
class MomentPropertiesTest {
    private static final String SEEDS = "io.github.athenaconnect.type.RandomText#seeds";
    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long SECONDS_OF_NINE_THOUSAND_YEARS = 9_000L * 365 * 86_400;

    @ParameterizedTest
    @MethodSource(SEEDS)
    void everyDayOfAnInt32ComesBack(long seed) {
        repeatedly(seed, random -> {
            int day = (int) random.anyLong();
            String text = LocalDate.ofEpochDay(day).toString();
            assertThat(decode(new DateDecoder(), text)).isEqualTo(dateOf(day * 86_400_000L));
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void onlyExistingDaysAreDecoded(long seed) {
        repeatedly(seed, random -> {
            String text = String.format(
                    Locale.ROOT, "%04d-%02d-%02d", 1890 + random.below(220), random.below(15), random.below(34));
            if (exists(text)) {
                assertThat(decode(new DateDecoder(), text))
                        .isEqualTo(
                                Date.from(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)));
            } else {
                assertRefused(new DateDecoder(), text);
            }
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void everyMillisecondOfADayComesBack(long seed) {
        repeatedly(seed, random -> {
            int milli = random.below(86_400_000);
            String text = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                    .format(LocalTime.ofNanoOfDay(milli * 1_000_000L));
            assertThat(decode(new TimeDecoder(), text)).isEqualTo(dateOf(milli));
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void aTimestampIsCountedInItsUnitOrRefusedWhereDigitsWouldBeLost(long seed) {
        repeatedly(seed, random -> {
            long second = random.within(SECONDS_OF_NINE_THOUSAND_YEARS);
            String fraction = random.digits(random.below(13));
            String text = SECONDS.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC))
                    + (fraction.isEmpty() ? "" : "." + fraction);
            BigInteger picos = picos(second, fraction);
            checkCount(EpochUnit.MILLIS, text, picos, 9);
            checkCount(EpochUnit.MICROS, text, picos, 6);
            checkCount(EpochUnit.NANOS, text, picos, 3);
            assertThat(decode(new TimestampDecoder(EpochUnit.MILLIS_TRUNCATED), text))
                    .as(text)
                    .isEqualTo(dateOf(floor(picos, 9).longValueExact()));
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void aTimestampWithAZoneBecomesTheInstantJavaSees(long seed) {
        repeatedly(seed, random -> {
            ZoneId zone = ZoneId.of(random.oneOf(ZONES));
            Instant instant = Instant.ofEpochMilli(random.within(200L * 365 * 86_400_000));
            LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
            String text = SECONDS.format(local) + "." + digits(local) + " " + zone.getId();
            // java.time too takes the earlier offset where there are two.
            Instant expected = ZonedDateTime.of(local, zone).toInstant();
            assertThat(decode(new ZonedTimestampDecoder(EpochUnit.MILLIS), text))
                    .as(text)
                    .isEqualTo(Date.from(expected));
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void localTimesThatAZoneSkipsAreRefused(long seed) {
        repeatedly(seed, random -> {
            ZoneId zone = ZoneId.of(random.oneOf(ZONES));
            var transition = zone.getRules().nextTransition(Instant.ofEpochSecond(random.within(100L * 365 * 86_400)));
            if (transition != null && transition.isGap()) {
                assertRefused(
                        new ZonedTimestampDecoder(EpochUnit.MILLIS),
                        SECONDS.format(transition.getDateTimeBefore()) + " " + zone.getId());
            }
        });
    }

    private static void checkCount(EpochUnit unit, String text, BigInteger picos, int digitsTooFine) {
        BigInteger[] count = picos.divideAndRemainder(BigInteger.TEN.pow(digitsTooFine));
        TextDecoder decoder = new TimestampDecoder(unit);
        if (count[1].signum() != 0 || count[0].bitLength() > 63) {
            assertRefused(decoder, text);
        } else {
            long expected = count[0].longValueExact();
            assertThat(decode(decoder, text))
                    .as(text)
                    .isEqualTo(unit == EpochUnit.MILLIS ? dateOf(expected) : (Object) expected);
        }
    }

    private static BigInteger picos(long second, String fraction) {
        String twelveDigits = fraction + "0".repeat(12 - fraction.length());
        return BigInteger.valueOf(second).multiply(BigInteger.TEN.pow(12)).add(new BigInteger(twelveDigits));
    }

    private static BigInteger floor(BigInteger picos, int digits) {
        BigInteger[] parts = picos.divideAndRemainder(BigInteger.TEN.pow(digits));
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static String digits(LocalDateTime local) {
        return DateTimeFormatter.ofPattern("SSS", Locale.ROOT).format(local);
    }

    private static Date dateOf(long epochMilli) {
        return Date.from(Instant.ofEpochMilli(epochMilli));
    }

    private static boolean exists(String day) {
        try {
            LocalDate.parse(day);
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static Object decode(TextDecoder decoder, String text) {
        return decoder.decode(TextValue.of(text));
    }

    private static void assertRefused(TextDecoder decoder, String text) {
        assertThatThrownBy(() -> decode(decoder, text)).as(text).isInstanceOf(UndecodableTextException.class);
    }
}
