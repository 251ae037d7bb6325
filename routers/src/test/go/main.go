// Starts a nexus router for one realm on loopback, with WebSocket and RawSocket on ports that the
// system chooses. RawSocket takes messages of up to 64 KiB, so that tests meet a limit. Prints "ready WEBSOCKET-PORT RAWSOCKET-PORT" and ends when its standard input
// does, so that it cannot outlive the tests.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"os"

	"github.com/gammazero/nexus/v3/router"
	"github.com/gammazero/nexus/v3/wamp"
)

const maxMessageLength = 65536

func main() {
	logger := log.New(os.Stderr, "", log.LstdFlags)
	if len(os.Args) != 2 {
		logger.Fatal("usage: nexus REALM")
	}
	realm := &router.RealmConfig{URI: wamp.URI(os.Args[1]), AnonymousAuth: true}
	nexus, err := router.NewRouter(&router.Config{RealmConfigs: []*router.RealmConfig{realm}}, logger)
	if err != nil {
		logger.Fatal(err)
	}
	webSocket, err := router.NewWebsocketServer(nexus).ListenAndServe("127.0.0.1:0")
	if err != nil {
		logger.Fatal(err)
	}
	rawSocketServer := router.NewRawSocketServer(nexus)
	rawSocketServer.RecvLimit = maxMessageLength
	rawSocket, err := rawSocketServer.ListenAndServe("tcp", "127.0.0.1:0")
	if err != nil {
		logger.Fatal(err)
	}
	fmt.Println("ready", port(webSocket), port(rawSocket))
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		logger.Print(err)
	}
	webSocket.Close()
	rawSocket.Close()
	nexus.Close()
}

func port(listening io.Closer) int {
	return listening.(net.Listener).Addr().(*net.TCPAddr).Port
}
