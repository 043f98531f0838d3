// A picture that somebody chose, drawn small as a data: address; empty where the browser cannot
// read it (the policy of the console allows no blob: pictures).
export async function smallPicture(file: Blob, side: number): Promise<string> {
  try {
    const whole = await createImageBitmap(file)
    const scale = side / Math.max(whole.width, whole.height, side)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(whole.width * scale))
    canvas.height = Math.max(1, Math.round(whole.height * scale))
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height)
    whole.close()
    return canvas.toDataURL('image/jpeg')
  } catch {
    return ''
  }
}
