package dev.levada.faults;

/**
 * A payment as it was booked.
 *
 * @param number which one of its account, from 1
 * @param balance the sum of all of its account up to it
 */
record Booking(long id, int account, long cents, long number, long balance) {

    String line() {
        return id + " " + account + " " + cents + " " + number + " " + balance;
    }
}
