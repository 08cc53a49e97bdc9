package dev.levada.dadstorm.operator;

import java.util.List;

/**
 * A tuple on its way from a replica to what its operator remembers.
 *
 * @param replica that received it, from 0
 */
record Received(int replica, List<String> tuple) {}
