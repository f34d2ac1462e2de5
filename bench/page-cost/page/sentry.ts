// Error reporting as its guide says: default integrations, nothing else. Where it sends to is this page's own server.
import { init } from '@sentry/browser';

init({ dsn: `https://key@${location.host}/1` });
