package dev.levada.dspbench.geo;

import java.util.Optional;

/** Where an address is. */
public record Place(String country, String city) {
    private static final int COUNTRIES = 40;
    private static final int CITIES = 8;

    /** Looks an IPv4 address up; some are nowhere, as is what is no address. */
    public static Optional<Place> of(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int[] bytes = new int[4];
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("\\d{1,3}") || Integer.parseInt(parts[i]) > 255) {
                return Optional.empty();
            }
            bytes[i] = Integer.parseInt(parts[i]);
        }
        boolean isPrivate = bytes[0] == 10 || bytes[0] == 127;
        return isPrivate ? Optional.empty() : Optional.of(of(bytes[0], bytes[1]));
    }

    private static Place of(int first, int second) {
        String country = "C%02d".formatted((first * 7 + second / 64) % COUNTRIES);
        return new Place(country, second % 16 == 15 ? "?" : country + "-" + second % CITIES);
    }
}
