package io.github.athenaconnect.type;

import io.github.athenaconnect.type.Find.Kind;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All ways to read a text by a pattern at once, byte by byte: how many lead to each step, none, one or several, and what
 * the one has found.
 *
 * <p>So the time that n bytes and a pattern of k steps take is n, and k times the number of bytes at which a part may end,
 * however many readings there are. Mutable, for one text.
 */
final class Readings {
    /** The most ends of parts that are looked at; what is found there is held, in some 100 bytes each. */
    static final int MOST_ENDS = 500_000;

    private final NestedPattern pattern;
    private final TextValue text;
    private Standing here;
    private Standing ahead;

    /** Of {@link #ahead}. */
    private int position;

    private final BitSet stops = new BitSet();
    private int ends;
    private int problemAt = -1;
    private Optional<UndecodableTextException> problem = Optional.empty();

    Readings(NestedPattern pattern, TextValue text) {
        this.pattern = pattern;
        this.text = text;
        this.here = new Standing(pattern.size());
        this.ahead = new Standing(pattern.size());
    }

    /**
     * What the one reading of the whole text has found, or {@link Find#SEVERAL}; nothing if there is no reading.
     *
     * @throws UndecodableTextException if there is too much to look at
     */
    Optional<Find> all() {
        reach(pattern.begin(), Find.NOTHING, 0);
        while (position < text.length() && ahead.count() > 0) {
            skip();
            step();
        }
        return Optional.ofNullable(ahead.find(NestedPattern.END));
    }

    /** Most bytes are in parts, however many readings there are: nothing happens before one that ends a part of any. */
    private void skip() {
        stops.clear();
        for (int index = 0; index < ahead.count(); index++) {
            int place = ahead.place(index);
            if (!(pattern.step(place) instanceof PatternStep.Part)) {
                return;
            }
            stops.or(pattern.stops(place));
        }
        while (position + 1 < text.length() && !isStop(position) && !isStop(position + 1)) {
            position++;
        }
    }

    private boolean isStop(int index) {
        return stops.get(Byte.toUnsignedInt(text.byteAt(index)));
    }

    private void step() {
        Standing cleared = here;
        cleared.clear();
        here = ahead;
        ahead = cleared;
        byte letter = text.byteAt(position);
        position++;
        for (int index = 0; index < here.count(); index++) {
            int place = here.place(index);
            pattern.step(place).read(this, place, letter);
        }
    }

    /** Number of bytes that could be read, if not all could. */
    int readable() {
        return ahead.count() == 0 ? position - 1 : position;
    }

    /** Why a part that ends where reading ended is none. */
    Optional<UndecodableTextException> problem() {
        return problemAt == readable() ? problem : Optional.empty();
    }

    /** Having read a byte at one step, a reading is at the next. */
    void move(int place, int next) {
        reach(next, found(here, place), position);
    }

    /** Having read a byte of a part, a reading is still in it. */
    void stay(int place) {
        reach(place, found(here, place), here.begin(place));
    }

    /** Without reading a byte, a reading is at another step. */
    void pass(int place, int next) {
        reach(next, found(ahead, place), position);
    }

    /** Without reading a byte, a reading is at another step, having found something. */
    void find(int place, Kind kind, int next) {
        Find before = found(ahead, place);
        Find find = before.isSeveral() ? before : new Find(before, kind, ahead.begin(place), position);
        reach(next, find, position);
    }

    /** Whether the byte that comes next may stand behind a part. */
    boolean mayEnd(int place) {
        return position < text.length() && pattern.follows(place, text.byteAt(position));
    }

    /** The part that is read by a step, as if it ended here. */
    TextValue part(int place) {
        if (++ends > MOST_ENDS) {
            throw UndecodableTextException.of(
                    "a nested value of fewer than " + MOST_ENDS + " parts", text, pattern.remedy());
        }
        return text.slice(ahead.begin(place), position);
    }

    /** Notes why what seemed to be a part is none. */
    void refuse(UndecodableTextException refusal) {
        problem = Optional.of(refusal);
        problemAt = position;
    }

    private void reach(int place, Find find, int begin) {
        Find known = ahead.find(place);
        if (known != null && known.isSeveral()) {
            return;
        }
        // Where two readings meet, what is found from there on is found by several.
        ahead.put(place, known == null ? find : Find.SEVERAL, begin);
        pattern.step(place).pass(this, place);
    }

    private static Find found(Standing standing, int place) {
        @Nullable Find find = standing.find(place);
        if (find == null) {
            throw new IllegalStateException("No reading is at step " + place);
        }
        return find;
    }
}
