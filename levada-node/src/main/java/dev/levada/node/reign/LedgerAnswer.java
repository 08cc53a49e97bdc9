package dev.levada.node.reign;

import java.util.List;

/**
 * What the {@link LedgerMachine} answers.
 *
 * @param reign the number of the reign that counts, from 1; 0 before the first
 * @param member who reigns; empty before the first
 * @param records what was asked for
 */
record LedgerAnswer(long reign, String member, List<byte[]> records) {}
