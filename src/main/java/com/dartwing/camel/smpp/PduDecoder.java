package com.dartwing.camel.smpp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the stream into PDUs. A length that no PDU can have ends the connection with {@code generic_nack}: where the next
 * PDU begins is not known any more. No more than the longest PDU is ever held.
 */
final class PduDecoder extends ByteToMessageDecoder {

    private final int longest;
    private boolean lost;
    private long partSince;

    /** @param longest octets of the largest PDU, its header included */
    PduDecoder(int longest) {
        this.longest = longest;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() >= Integer.BYTES) {
            long length = in.getUnsignedInt(in.readerIndex());
            if (length < Pdu.HEADER || length > longest) {
                lose(context, in);
                return;
            }
            if (in.readableBytes() >= length) {
                in.skipBytes(Integer.BYTES);
                int command = in.readInt();
                int status = in.readInt();
                int sequence = in.readInt();
                byte[] body = new byte[(int) length - Pdu.HEADER];
                in.readBytes(body);
                partSince = 0;
                out.add(new Pdu(command, status, sequence, body));
                return;
            }
        }
        if (partSince == 0) {
            partSince = System.nanoTime();
        }
    }

    private void lose(ChannelHandlerContext context, ByteBuf in) {
        lost = true;
        int sequence = in.readableBytes() >= Pdu.HEADER ? in.getInt(in.readerIndex() + 12) : 0;
        in.skipBytes(in.readableBytes());
        context.writeAndFlush(Pdu.genericNack(CommandStatus.ESME_RINVCMDLEN, sequence))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Whether the rest of a PDU has been missing for longer than this. */
    boolean waitsLongerThan(long nanos) {
        return partSince != 0 && System.nanoTime() - partSince > nanos;
    }
}
