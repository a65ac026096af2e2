package com.dartwing.tel.numbers;

/**
 * A number that can be routed and priced.
 *
 * @param e164 {@code +} and 7 to 15 digits (ITU-T E.164)
 * @param country ISO 3166-1 alpha-2, upper case; toll-free numbers of the North American plan count as {@code US}
 */
public record PhoneNumber(String e164, String country) {

    @Override
    public String toString() {
        return e164;
    }
}
