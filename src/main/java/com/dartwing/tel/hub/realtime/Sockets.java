package com.dartwing.tel.hub.realtime;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/** Ends connections. The library's own way waits until the client has read its farewell, which may be never. */
final class Sockets {

    private static final String CHANNEL = "channel";
    private static final int FAREWELL_SECONDS = 2;

    private Sockets() {}

    static ClientHead head(SocketIOClient socket) {
        return ((NamespaceClient) socket).getBaseClient();
    }

    /** Remembers the socket of a client, to be able to end it. */
    static void remember(ClientHead client, Channel channel) {
        client.getStore().set(CHANNEL, channel);
    }

    /** Says good-bye; {@link #end} is called on the way. */
    static void dismiss(SocketIOClient socket) {
        dismiss(head(socket));
    }

    static void dismiss(ClientHead client) {
        client.disconnect();
        end(client);
    }

    /** Ends the connection of a client that is gone, whether it has heard so or not. */
    static void end(ClientHead client) {
        Channel channel = client.getStore().get(CHANNEL);
        if (channel != null) {
            channel.eventLoop().schedule(() -> channel.close(), FAREWELL_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Ends the connection at once, with all that waits in it. */
    static void cut(SocketIOClient socket) {
        ClientHead client = head(socket);
        Channel channel = client.getStore().get(CHANNEL);
        if (channel != null) {
            channel.close();
        }
        client.onChannelDisconnect();
    }
}
