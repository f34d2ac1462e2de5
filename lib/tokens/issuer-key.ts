export {
  EPOCH_MINUTES,
  type IssuerKey,
  issuerKeySchema,
  issuerKeysSchema,
  keyIdSchema,
  MAX_ISSUER_KEYS,
  SIGNING_MINUTES,
  signingKey,
} from '../protocol/issuer-key.ts';
