package io.github.athenaconnect.result;

/** Decides which parts of an object are fetched ahead of a reader that goes from byte to byte. For the reader's thread. */
final class FollowingParts {
    private final PartsAhead parts;
    private long notBefore;
    private long end;

    FollowingParts(PartsAhead parts) {
        this.parts = parts;
    }

    /**
     * Has more fetched, without a gap between the parts, if that pays and others leave room for it, while the reader reads
     * on at {@code offset}.
     */
    void extend(long offset, ResultFingerprint state) {
        if (parts.areNone()) {
            if (!isTimeToBegin(offset, state)) {
                return;
            }
            end = offset + parts.partBytes();
        }
        while (end < state.size() && parts.fetch(end, Math.min(end + parts.partBytes(), state.size()), state)) {
            end += parts.partBytes();
        }
    }

    /** Now and then only: beginning costs a connection, as the one in use is cut where the first part begins. */
    private boolean isTimeToBegin(long offset, ResultFingerprint state) {
        if (offset < notBefore || state.size() - offset < parts.worthwhile()) {
            return false;
        }
        notBefore = offset + parts.worthwhile();
        return true;
    }
}
