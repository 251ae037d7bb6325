/**
 * Replay protection of scheme {@code x_pe3} (wire profile, section 4): which messages an endpoint
 * has accepted already.
 *
 * <p>{@link io.pe3.replay.ReplayState} belongs to the endpoint and is shared by all of its openers,
 * threads and reconnects. Each opener has a {@link io.pe3.replay.ReplayGuard}, which looks before
 * decryption and commits after it. Results and errors are judged by the {@link
 * io.pe3.replay.PendingCall} that they answer.
 */
package io.pe3.replay;
