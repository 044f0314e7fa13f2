/** True for a script that is meant as an address, but not as one in S3. */
export function isOtherAddress(path: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|s3:|arn:)/i.test(path);
}
