/**
 * At least once by acknowledgement, hop by hop: a task acknowledges an input when everything made of it is acknowledged
 * by those who got it, and a producer keeps what is not acknowledged. After a failure the new attempt begins with empty
 * state and gets that again.
 *
 * <p>After the acknowledgements of Apache Storm and the upstream backup of J. Hwang et al. (ICDE 2005); here an
 * acknowledgement is one number for a whole channel.
 */
package dev.levada.recovery.acknowledge;
