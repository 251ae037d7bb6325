/**
 * What a session protects: {@link io.pe3.wamp.policy.SessionPolicy} holds {@link
 * io.pe3.wamp.policy.PolicyRule}s, each of which leaves some URIs in clear or gives them a {@link
 * io.pe3.wamp.policy.Protection}.
 */
package io.pe3.wamp.policy;
