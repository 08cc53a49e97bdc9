package dev.levada.dadstorm.language;

/**
 * The replica that a command is aimed at.
 *
 * @param replica from 0, in the order of the operator's addresses
 */
public record Target(String operator, int replica) {

    /** Gives the target as a command writes it, such as {@code OP1 0}. */
    @Override
    public String toString() {
        return operator + " " + replica;
    }
}
