package com.dartwing.camel.smpp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Writes PDUs to the stream. */
@Sharable
final class PduEncoder extends MessageToByteEncoder<Pdu> {

    PduEncoder() {
        super(Pdu.class);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Pdu pdu, ByteBuf out) {
        out.ensureWritable(Pdu.HEADER + pdu.body().length);
        out.writeInt(Pdu.HEADER + pdu.body().length);
        out.writeInt(pdu.command());
        out.writeInt(pdu.status());
        out.writeInt(pdu.sequence());
        out.writeBytes(pdu.body());
    }
}
