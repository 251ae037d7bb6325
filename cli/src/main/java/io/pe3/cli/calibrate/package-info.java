/**
 * What {@code pe3 doctor --calibrate} does: measures the engines of each cipher in JVMs of their
 * own and makes an engine table of it. {@link io.pe3.cli.calibrate.Calibration} is the way in, and
 * {@link io.pe3.cli.calibrate.Crossovers} decides.
 */
package io.pe3.cli.calibrate;
