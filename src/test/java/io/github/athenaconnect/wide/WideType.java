package io.github.athenaconnect.wide;

import io.github.athenaconnect.localstack.engine.CatalogType;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A type with values of it.
 *
 * @param name Athena's name of it without parameters, as it reports the columns of a result
 * @param type with parameters, as the data catalog writes it where tables can have it, else as SQL does
 * @param cells the values that have gone wrong somewhere, or might
 * @param random makes other ones
 */
public record WideType(String name, String type, List<Cell> cells, Function<Random, Cell> random) {
    public WideType {
        cells = List.copyOf(cells);
    }

    /** A type whose values are only those that are named. */
    static WideType of(String name, String type, List<Cell> cells) {
        return new WideType(name, type, cells, random -> cells.get(random.nextInt(cells.size())));
    }

    /** The type as SQL writes it. */
    public String sql() {
        return CatalogType.toSql(type);
    }

    /** A value, or NULL one time in six. */
    public Cell any(Random random) {
        if (random.nextInt(6) == 0) {
            return Cell.NULL;
        }
        return present(random);
    }

    /** A value that is not NULL, such as a map's key. */
    Cell present(Random random) {
        return random.nextInt(3) == 0 ? cells.get(random.nextInt(cells.size())) : random(random);
    }

    private Cell random(Random source) {
        return random.apply(source);
    }
}
