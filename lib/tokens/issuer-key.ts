export {
  EPOCH_MINUTES,
  type IssuerKey,
  issuerKeySchema,
  issuerKeysSchema,
  keyIdSchema,
  MAX_ISSUER_KEYS,
} from '../protocol/issuer-key.ts';
