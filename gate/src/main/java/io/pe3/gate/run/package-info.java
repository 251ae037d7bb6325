/**
 * A gate run: {@link io.pe3.gate.run.GateRun} measures two versions in turn, fork by fork, and goes
 * on until every cell is clear or the budget ends. It knows neither JMH nor the machine, so that
 * simulations drive the very same code: {@link io.pe3.gate.run.ForkSource} measures, {@link
 * io.pe3.gate.run.MachineWatch} notices disturbances.
 *
 * <pre>
 *   round      1      2      3      4      5  look   6 …
 *   cell a   A   B  B   A  A   B  B   A  A   B
 *   cell b   A   B  B   A  A   B  B   A  A   B
 * </pre>
 */
package io.pe3.gate.run;
