/**
 * The flow: each query as a small machine of phases (waiting, starting, executing, reading), and the pump that drives
 * the machines into a bounded buffer.
 *
 * <p>Plans and stored offsets enter; batches of source records leave, in each query's order. The phases have no threads,
 * no clock of their own and no sleep: {@link io.github.athenaconnect.flow.QueryFlow#advance} is one bounded step. Only
 * {@link io.github.athenaconnect.flow.Pump} and {@link io.github.athenaconnect.flow.RecordBuffer} know threads.
 */
@NullMarked
package io.github.athenaconnect.flow;

import org.jspecify.annotations.NullMarked;
