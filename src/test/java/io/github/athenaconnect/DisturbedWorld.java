package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fault.FaultInjection;

/** A simulated account in which things go wrong. For one thread. */
interface DisturbedWorld {
    SettableClock clock();

    FakeS3 s3();

    FakeAthena athena();

    /** Has something go wrong from now on. */
    void meet(FaultInjection fault);
}
