package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.ScanBudget;
import io.github.athenaconnect.query.ScanSettings;
import io.github.athenaconnect.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/** How much the executions of a query may scan, which is what Athena bills. */
final class ScanKeys {
    private static final Key<Optional<Long>> LIMIT = Key.withDefault(
            "scan.limit.bytes",
            BytesText.FORM,
            "off",
            Label.medium(
                    "Scan limit (bytes)",
                    SHORT,
                    "How much one execution may scan. One that is seen to have scanned more is cancelled; its run has"
                            + " failed, is not tried again, as the same would be paid again, and `on.failure` says what"
                            + " follows. It is seen when Athena tells, after it was scanned: the workgroup's own limit is"
                            + " the hard one. One that has succeeded by then is delivered, with a warning."));
    private static final Key<Schedule> PERIOD = Key.withDefault(
            "scan.budget.period",
            ScheduleText.RECURRING,
            "1d",
            Label.medium(
                    "Period of the scan budget",
                    SHORT,
                    "When the budget begins anew, by the clock of `schedule.timezone`: an interval aligned to it (`1d`"
                            + " begins at midnight) or a cron expression (`@monthly`)."));
    private static final Key<Optional<Long>> BUDGET = Key.withDefault(
                    "scan.budget.bytes",
                    BytesText.FORM,
                    "off",
                    Label.medium(
                            "Scan budget (bytes)",
                            SHORT,
                            "How much all executions of the query may scan in a period, failed and cancelled ones"
                                    + " included. Once it is used up none is started: runs wait until it begins anew, and"
                                    + " go on as after an outage. The execution that uses it up may go beyond it. Needs"
                                    + " `run.log.topic`, whose records store what was scanned by runs without rows."))
            .showing(PERIOD);

    static final List<Key<?>> KEYS = List.of(LIMIT, BUDGET, PERIOD);

    private ScanKeys() {}

    /** Judges the budget by the keys around it. */
    static void check(Values own) {
        boolean bounded = own.find(BUDGET).flatMap(bytes -> bytes).isPresent();
        if (bounded && !RuntimeSection.hasRunLog(own.within(""))) {
            own.reject(
                    BUDGET,
                    "needs run.log.topic: what a run without rows or a failed one has scanned is stored by its record"
                            + " there, and would be forgotten by a restart otherwise. Set run.log.topic");
        }
        if (!bounded && own.isRight(BUDGET) && own.isWritten(PERIOD)) {
            own.reject(
                    PERIOD,
                    "belongs to " + BUDGET.name() + ", which is off; set that to a number of bytes, or remove the key");
        }
    }

    static ScanSettings read(Values own) {
        Schedule periods = own.get(PERIOD).in(ScheduleKeys.readZone(own));
        return new ScanSettings(own.get(LIMIT), own.get(BUDGET).map(bytes -> new ScanBudget(bytes, periods)));
    }
}
