package dev.levada.connectors.jdbc;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers as one to ten bytes: zigzag, seven bits in each, the last one below 128. */
final class Numbers {

    private Numbers() {}

    static void write(DataOutput out, long number) throws IOException {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int seven = in.readUnsignedByte();
            number |= (long) (seven & 0x7F) << shift;
            if (seven < 0x80) {
                return (number >>> 1) ^ -(number & 1);
            }
        }
        throw new IOException("a number is longer than ten bytes");
    }
}
