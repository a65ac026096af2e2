package com.dartwing.camel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.function.Consumer;

/** Whatever octets come, they are read or refused with a status, and nothing is kept that is longer than a PDU may be. */
class PduFuzzTest {

    private static final int LONGEST = 1_000;

    @FuzzTest
    void a_stream_is_cut_into_pdus_or_ended(byte[] octets) {
        EmbeddedChannel channel = new EmbeddedChannel(new PduEncoder(), new PduDecoder(LONGEST));

        channel.writeInbound(Unpooled.wrappedBuffer(octets));

        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            assertThat(((Pdu) read).body().length).isLessThanOrEqualTo(LONGEST);
        }
        channel.finishAndReleaseAll();
    }

    @FuzzTest
    void a_body_is_read_or_refused_with_a_status(byte[] octets) {
        try {
            ShortMessage message = ShortMessage.read(octets);
            assertThat(ShortMessage.read(message.write()).text()).isEqualTo(message.text());
        } catch (SmppException refusal) {
            assertThat(refusal.status()).isNotEqualTo(CommandStatus.ESME_ROK);
        }
        List<Consumer<byte[]>> others = List.of(
                MessageQuery::readQuery,
                Cancellation::read,
                Replacement::read,
                MultiMessage::read,
                body -> BindRequest.read(Command.BIND_TRANSCEIVER, body, "127.0.0.1"));
        for (Consumer<byte[]> other : others) {
            try {
                other.accept(octets);
            } catch (SmppException refusal) {
                assertThat(refusal.status()).isNotEqualTo(CommandStatus.ESME_ROK);
            }
        }
    }
}
