/** What a request says so that S3 encrypts with a key of KMS; without one the bucket's own setting holds. */
export function encryptedWith(kmsKey: string | undefined): {
  readonly ServerSideEncryption?: 'aws:kms';
  readonly SSEKMSKeyId?: string;
} {
  return kmsKey == null ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKey };
}
