package io.github.athenaconnect.type;

import static io.github.athenaconnect.type.RandomText.repeatedly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The byte-wise decoding of numbers against the JDK's own. */
class NumberPropertiesTest {
    private static final String SEEDS = "io.github.athenaconnect.type.RandomText#seeds";
    private static final List<IntegerDecoder> INTEGERS =
            List.of(IntegerDecoder.TINYINT, IntegerDecoder.SMALLINT, IntegerDecoder.INTEGER, IntegerDecoder.BIGINT);

    @ParameterizedTest
    @MethodSource(SEEDS)
    void wholeNumbersAreDecodedWithinTheirRangeAndRefusedBeyond(long seed) {
        repeatedly(seed, random -> {
            IntegerDecoder decoder = random.oneOf(INTEGERS);
            BigInteger number = random.wholeNumber(random.below(2) == 0 ? 21 : 6);
            boolean fits = number.compareTo(BigInteger.valueOf(decoder.minimum())) >= 0
                    && number.compareTo(BigInteger.valueOf(decoder.maximum())) <= 0;
            if (fits) {
                assertThat(decode(decoder, number.toString()))
                        .isEqualTo(decoder.boxing().apply(number.longValueExact()));
            } else {
                assertRefused(decoder, number.toString());
            }
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void everyLongComesBack(long seed) {
        repeatedly(seed, random -> {
            long number = random.anyLong();
            assertThat(decode(IntegerDecoder.BIGINT, Long.toString(number))).isEqualTo(number);
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void everyDoubleJavaWritesComesBack(long seed) {
        repeatedly(seed, random -> {
            double number = random.anyDouble();
            assertThat(decode(new DoubleDecoder(), Double.toString(number))).isEqualTo(number);
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void everyFloatJavaWritesComesBack(long seed) {
        repeatedly(seed, random -> {
            float number = random.anyFloat();
            assertThat(decode(new RealDecoder(), Float.toString(number))).isEqualTo(number);
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void numbersOfAnyWritingBecomeTheDoubleJavaReads(long seed) {
        repeatedly(seed, random -> {
            String text = random.scientific();
            double expected = Double.parseDouble(text);
            if (Double.isInfinite(expected) || (expected == 0 && new BigDecimal(text).signum() != 0)) {
                assertRefused(new DoubleDecoder(), text);
            } else {
                assertThat(decode(new DoubleDecoder(), text)).as(text).isEqualTo(expected);
            }
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void numbersOfAnyWritingBecomeTheFloatJavaReads(long seed) {
        repeatedly(seed, random -> {
            String text = random.scientific();
            float expected = Float.parseFloat(text);
            if (Float.isInfinite(expected) || (expected == 0 && new BigDecimal(text).signum() != 0)) {
                assertRefused(new RealDecoder(), text);
            } else {
                assertThat(decode(new RealDecoder(), text)).as(text).isEqualTo(expected);
            }
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void everyDecimalOfItsTypeComesBackWithItsScale(long seed) {
        repeatedly(seed, random -> {
            int precision = 1 + random.below(38);
            int scale = random.below(precision + 1);
            BigDecimal number = random.decimal(precision, scale);
            assertThat(decode(new DecimalDecoder(precision, scale), number.toPlainString()))
                    .isEqualTo(number);
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void aDecimalOfAnotherTypeIsDecodedOnlyWithoutLoss(long seed) {
        repeatedly(seed, random -> {
            int precision = 1 + random.below(20);
            int scale = random.below(precision + 1);
            BigDecimal number = random.decimal(1 + random.below(22), random.below(6));
            BigDecimal cut = number.setScale(scale, RoundingMode.DOWN);
            if (cut.compareTo(number) == 0 && cut.precision() <= precision) {
                assertThat(decode(new DecimalDecoder(precision, scale), number.toPlainString()))
                        .isEqualTo(cut);
            } else {
                assertRefused(new DecimalDecoder(precision, scale), number.toPlainString());
            }
        });
    }

    private static Object decode(TextDecoder decoder, String text) {
        return decoder.decode(TextValue.of(text));
    }

    private static void assertRefused(TextDecoder decoder, String text) {
        assertThatThrownBy(() -> decode(decoder, text)).as(text).isInstanceOf(UndecodableTextException.class);
    }
}
