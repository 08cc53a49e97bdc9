package dev.levada.faults.replicas;

import java.util.OptionalLong;

/**
 * A fault that was done.
 *
 * @param member whom it befell
 * @param failOverMillis from the fault to the end of the first write that began after it and succeeded; empty if none
 *     did before the fault was taken back
 * @param wholeMillis from when it was taken back until all members agreed on who leads
 */
public record MemberStrike(MemberFault fault, String member, OptionalLong failOverMillis, long wholeMillis) {}
