package com.dartwing.camel.smpp;

/** What became of a request (SMPP 5.0, section 4.7.6); those that this component or its users answer. */
public enum CommandStatus {
    ESME_ROK(0x00),
    ESME_RINVMSGLEN(0x01),
    ESME_RINVCMDLEN(0x02),
    ESME_RINVCMDID(0x03),
    ESME_RINVBNDSTS(0x04),
    ESME_RALYBND(0x05),
    ESME_RSYSERR(0x08),
    ESME_RINVSRCADR(0x0A),
    ESME_RINVDSTADR(0x0B),
    ESME_RINVMSGID(0x0C),
    ESME_RBINDFAIL(0x0D),
    ESME_RINVPASWD(0x0E),
    ESME_RINVSYSID(0x0F),
    ESME_RCANCELFAIL(0x11),
    ESME_RREPLACEFAIL(0x13),
    ESME_RMSGQFUL(0x14),
    ESME_RINVNUMDESTS(0x33),
    ESME_RINVDESTFLAG(0x40),
    ESME_RCNTSUBDL(0x44),
    ESME_RSUBMITFAIL(0x45),
    ESME_RTHROTTLED(0x58),
    ESME_RINVSCHED(0x61),
    ESME_RINVEXPIRY(0x62),
    ESME_RX_T_APPN(0x64),
    ESME_RX_R_APPN(0x66),
    ESME_RINVOPTPARSTREAM(0xC0),
    ESME_RINVPARLEN(0xC2),
    ESME_RINVDCS(0x104);

    private final int code;

    CommandStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
