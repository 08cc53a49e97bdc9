package dev.levada.cli.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values stand on an axis.
 *
 * @param logarithmic whether equal ratios are equally far; then both ends are above 0
 * @param from where the least value stands, in pixels
 * @param to the same of the most
 */
record Scale(double least, double most, boolean logarithmic, double from, double to) {
    private static final int TICKS = 6;

    /** From the least to the most, or further, so that both ends have ticks. */
    static Scale linear(double least, double most, double from, double to) {
        double step = step(Math.max(most - least, 1e-9));
        double low = Math.floor(least / step) * step;
        return new Scale(low, Math.max(low + step, Math.ceil(most / step - 1e-9) * step), false, from, to);
    }

    /** From one power of ten to another. */
    static Scale powers(double least, double most, double from, double to) {
        double low = Math.pow(10, Math.floor(Math.log10(least)));
        return new Scale(low, Math.max(low * 10, Math.pow(10, Math.ceil(Math.log10(most) - 1e-9))), true, from, to);
    }

    double at(double value) {
        double kept = Math.max(least, Math.min(most, value));
        double part = logarithmic ? Math.log(kept / least) / Math.log(most / least) : (kept - least) / (most - least);
        return from + (to - from) * part;
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = least; tick <= most * 1.001; tick *= 10) {
                ticks.add(tick);
            }
        } else {
            double step = step(most - least);
            for (int i = 0; least + i * step <= most + step / 2; i++) {
                ticks.add(least + i * step);
            }
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten, so that there are about {@link #TICKS}. */
    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
        double wanted = span / TICKS / power;
        return power * (wanted <= 1.001 ? 1 : wanted <= 2.001 ? 2 : wanted <= 5.001 ? 5 : 10);
    }

    /** A number in three digits or so: {@code 12.3 M}, {@code 450 k}, {@code 0.02}. */
    static String brief(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return digits(value / 1e6) + " M";
        }
        return size >= 10_000 ? digits(value / 1e3) + " k" : digits(value);
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        if (size == Math.rint(size) && size < 10_000) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
