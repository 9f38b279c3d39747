package io.github.athenaconnect.validation;

import java.util.List;

/** One question to the account; asked once, on a thread of its own. */
interface Check {
    /** Who has to answer. */
    Service service();

    /** What is asked, in words that go on after "no answer to". */
    String question();

    /**
     * Asks.
     *
     * @return what is wrong; nothing if all is well or if it cannot be told
     * @throws InterruptedException when the time is over
     */
    List<Finding> findings(TimeLeft time) throws InterruptedException;
}
