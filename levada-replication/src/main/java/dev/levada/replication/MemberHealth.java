package dev.levada.replication;

import dev.levada.replication.consensus.ClusterView;
import java.util.Optional;

/**
 * How a member of this process is: consensus and machine apart.
 *
 * @param view what consensus says
 * @param failure why the member cannot go on; empty while it can
 */
public record MemberHealth(String id, ClusterView view, Optional<String> failure) {}
