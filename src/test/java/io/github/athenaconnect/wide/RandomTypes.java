package io.github.athenaconnect.wide;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Types that a table can have, drawn at random. */
final class RandomTypes {
    private static final List<WideType> SCALARS = Stream.of(Numbers.all(), Texts.stored(), Moments.stored())
            .flatMap(types -> types)
            .toList();

    /** UNLOAD leaves the blanks of a char's end out, which inside of a nested value nobody could tell from others. */
    private static final List<WideType> PARTS =
            SCALARS.stream().filter(type -> !type.name().equals("char")).toList();

    private static final List<WideType> KEYS = PARTS.stream()
            .filter(type -> !List.of("float", "double", "varbinary").contains(type.name()))
            .toList();

    private RandomTypes() {}

    /** As often one without parts as one with. */
    static WideType any(Random random) {
        return random.nextBoolean() ? one(SCALARS, random) : nested(random, 3);
    }

    private static WideType part(Random random, int depth) {
        return depth == 0 || random.nextBoolean() ? one(PARTS, random) : nested(random, depth);
    }

    private static WideType nested(Random random, int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> Nested.array(part(random, depth - 1));
            case 1 -> Nested.map(one(KEYS, random), part(random, depth - 1));
            default ->
                Nested.row(Nested.fields(Stream.generate(() -> part(random, depth - 1))
                        .limit(1 + random.nextInt(4))
                        .toList()));
        };
    }

    private static WideType one(List<WideType> types, Random random) {
        return types.get(random.nextInt(types.size()));
    }
}
