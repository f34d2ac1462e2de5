import type { UserManifest } from 'wxt';
import { readServices } from '../services/read.ts';
import { originPattern, pagePatterns, servicePatterns } from './match-patterns.ts';
import { WATCHER_FILE } from './watcher-file.ts';

/**
 * Only what stands here may be asked for at run time, and nobody knows the names of the readers' own servers: the
 * browser asks for one of them, by name, when its address is entered in the settings.
 */
const OWN_SERVERS = 'https://*/*';

/** Firefox's name for this extension; a reserved domain, so that it is nobody's address. */
export const GECKO_ID = 'outcry@outcry.example';

/** What Firefox asks consent for: kinds of failure, and the chatbot they happened on. */
const OPTIONAL_DATA = ['technicalAndInteraction', 'browsingActivity'] as const;

/** The popup is no entrypoint of the build's: that would put a script of its own into the page. */
const ACTION = { default_title: 'Outcry', default_popup: 'popup.html' } as const;

function contentSecurityPolicy(origin: string): string {
  const isLocal = origin.startsWith('http:');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    // `'self'` is for the texts of the reader's language, the others for a server of the reader's own.
    `connect-src ${origin} 'self' https:${isLocal ? ' http://127.0.0.1:* http://localhost:*' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The part of the manifest that is not derived from the entrypoints. Why each permission: `docs/permissions.md`.
 * @param target the family of browsers
 * @param origin the server that this build reports to
 */
export function createManifest(target: 'chromium' | 'firefox', origin: string): UserManifest {
  const services = readServices();
  const patterns = (core: boolean) => [
    ...new Set(services.filter((service) => service.core === core).flatMap(servicePatterns)),
  ];
  const always = [originPattern(origin), ...patterns(true)];
  const onClick = [...patterns(false).filter((pattern) => !always.includes(pattern)), OWN_SERVERS];
  return {
    name: 'Outcry',
    description: '__MSG_description__',
    default_locale: 'en',
    incognito: 'not_allowed',
    permissions: [
      'activeTab',
      'storage',
      'alarms',
      'webRequest',
      'scripting',
      'declarativeNetRequestWithHostAccess',
    ],
    optional_permissions: ['notifications'],
    host_permissions: always,
    optional_host_permissions: onClick,
    content_scripts: [
      {
        matches: services.filter(({ core }) => core).flatMap(pagePatterns),
        js: [WATCHER_FILE],
        run_at: 'document_start',
        all_frames: false,
      },
    ],
    declarative_net_request: {
      rule_resources: [{ id: 'headers', enabled: true, path: 'headers.json' }],
    },
    content_security_policy: { extension_pages: contentSecurityPolicy(origin) },
    action: ACTION,
    ...(target === 'firefox' ? firefoxOnly() : chromiumOnly()),
  };
}

function firefoxOnly(): UserManifest {
  return {
    // Firefox would else put the button into the menu of extensions, where nobody sees a badge.
    action: { ...ACTION, default_area: 'navbar' },
    browser_specific_settings: {
      gecko: {
        id: GECKO_ID,
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'], optional: [...OPTIONAL_DATA] },
      },
      gecko_android: { strict_min_version: '142.0' },
    },
  };
}

function chromiumOnly(): UserManifest {
  return {
    // Ed25519 in WebCrypto, which checks the rule pack, came with 137.
    minimum_chrome_version: '137',
    // Without this key every other extension could send messages to this one.
    externally_connectable: { ids: [] },
  };
}
