/** DPU-hours for people: `1.25`, `<0.01`, `0`; nothing where they are not known. */
export function hoursText(hours: number | undefined): string {
  if (hours == null) {
    return '';
  }
  return hours === 0 ? '0' : hours < 0.01 ? '<0.01' : hours.toFixed(2);
}
