package com.dartwing.tel.carrier;

/**
 * What is to happen with a fax, as every carrier's request mapping reads it.
 *
 * @param carrierFaxId the carrier's id of the fax
 */
public record FaxAction(String carrierFaxId) {}
