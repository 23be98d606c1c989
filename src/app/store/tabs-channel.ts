import { type Channel, readTabMessage } from './tabs.ts';

const NAME = 'hopscope.tabs';

/** The browser's channel between tabs; where there is none, nobody is heard. */
export function createChannel(Broadcast: typeof BroadcastChannel | null): Channel {
  const channel = Broadcast ? new Broadcast(NAME) : null;
  return {
    post: (message) => channel?.postMessage(message),
    listen: (onMessage) =>
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = readTabMessage(data);
        if (message) onMessage(message);
      }),
  };
}
