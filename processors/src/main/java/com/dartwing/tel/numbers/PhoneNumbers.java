package com.dartwing.tel.numbers;

import com.dartwing.tel.error.TelException.InvalidNumber;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;

/**
 * Reads phone numbers. A number is taken when its length is possible for its country and the country is known; whether
 * somebody holds it is for the carrier to say. The country is that of the number's area, or the main one of the calling
 * code where the area tells nothing; in the North American plan, which has no main country, that is an error.
 */
public final class PhoneNumbers {

    private static final int LONGEST = 40;
    /** A plus and seven digits. */
    private static final int SHORTEST = 8;

    private static final int LONGEST_E164 = 16;
    /** What a calling code of no country (satellite, shared cost) is filed under. */
    private static final String NO_COUNTRY = "001";

    /** Shared by two dozen countries, of which only the area code tells which. */
    private static final int NORTH_AMERICA = 1;

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    /**
     * The number that the text means. Spaces, dashes, dots and parentheses may part its digits; letters and extensions
     * are refused.
     *
     * @param defaultCountry ISO 3166-1 alpha-2 of numbers in national form, or null when only {@code +…} is understood
     * @param field the request's field, for the refusal
     * @throws InvalidNumber when it is no number, or one of no country that we know
     */
    public PhoneNumber parse(String text, String defaultCountry, String field) {
        if (text == null || text.isBlank() || text.length() > LONGEST || !plain(text.strip())) {
            throw refusal(field, "is not a phone number");
        }
        boolean international = text.strip().charAt(0) == '+';
        if (!international && defaultCountry == null) {
            throw refusal(field, "must be in E.164: + and the country code first");
        }
        Phonenumber.PhoneNumber number = read(text.strip(), international ? null : defaultCountry, field);
        String e164 = UTIL.format(number, PhoneNumberFormat.E164);
        boolean possible = UTIL.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
        // Some countries have service numbers of a few digits that only their own networks know, and longer ones than
        // E.164 allows.
        if (!possible || e164.length() < SHORTEST || e164.length() > LONGEST_E164) {
            throw refusal(field, "has too few or too many digits for its country");
        }
        // Zeros too many: one recipient would have several names, and a STOP of one would not be that of another.
        if (number.isItalianLeadingZero()
                && !UTIL.format(read(e164, null, field), PhoneNumberFormat.E164).equals(e164)) {
            throw refusal(field, "is not a phone number");
        }
        return new PhoneNumber(e164, country(number, field));
    }

    /** The {@code +}, country code and area code of a number, or null when it has no geographic area code. */
    public static String areaOf(String e164) {
        try {
            Phonenumber.PhoneNumber number = UTIL.parse(e164, null);
            int digits = UTIL.getLengthOfGeographicalAreaCode(number);
            return digits == 0
                    ? null
                    : e164.substring(
                            0, 1 + String.valueOf(number.getCountryCode()).length() + digits);
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** Whether who calls the number pays more than for others of its country. */
    public boolean isPremium(String e164) {
        PhoneNumberType type = UTIL.getNumberType(read(e164, null, null));
        return type == PhoneNumberType.PREMIUM_RATE || type == PhoneNumberType.SHARED_COST;
    }

    private Phonenumber.PhoneNumber read(String text, String country, String field) {
        try {
            return UTIL.parse(text, country);
        } catch (NumberParseException unreadable) {
            throw switch (unreadable.getErrorType()) {
                case INVALID_COUNTRY_CODE -> refusal(field, "has no country code that we know");
                case TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD, TOO_LONG -> refusal(field, "has too few or too many digits");
                default -> refusal(field, "is not a phone number");
            };
        }
    }

    private String country(Phonenumber.PhoneNumber number, String field) {
        String country = UTIL.getRegionCodeForNumber(number);
        if (country == null && number.getCountryCode() != NORTH_AMERICA) {
            country = UTIL.getRegionCodeForCountryCode(number.getCountryCode());
        }
        if (country == null || country.equals(NO_COUNTRY)) {
            throw refusal(field, "is of no country that we know");
        }
        return country;
    }

    /** Only ASCII digits and what parts them, and a plus nowhere but in front. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= '0' && c <= '9' || " -.()".indexOf(c) >= 0 || c == '+' && i == 0;
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static InvalidNumber refusal(String field, String what) {
        return new InvalidNumber((field == null ? "The number" : field) + " " + what, field);
    }
}
