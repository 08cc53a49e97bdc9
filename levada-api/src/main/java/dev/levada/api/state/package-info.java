/**
 * State of one key, kept by the engine for a keyed operator and recovered with it.
 *
 * <p>A handle is got once, in {@code Processor.open}, and always speaks of the key of the record in hand. Handles are
 * confined to the task that got them. Whatever can be iterated comes in <em>canonical order</em>: ascending by natural
 * order, and where values have none, by their encoded bytes; so a restored state iterates as the live one did.
 */
package dev.levada.api.state;
