<?php
// Your website's back end, PHP 8.1 or later with the openssl extension: POST /counter/hand-off.
//
//     openssl ecparam -name prime256v1 -genkey -noout -out hand-off.pem
//     openssl ec -in hand-off.pem -pubout -out hand-off.pub.pem
//     guichet hand-off key add pk_… --kid 2026-11 --issuer https://www.example.com --public-key hand-off.pub.pem
//
// OpenSSL in PHP signs with P-256 (ES256) everywhere; Ed25519 only since PHP 8.4.

declare(strict_types=1);

const ISSUER = 'https://www.example.com';
const KID = '2026-11';
const PORTAL = 'pk_main_0123456789abcdef';
const KEY_FILE = '/etc/example/hand-off.pem'; // readable by PHP alone, outside the web root

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

/** One integer of a DER signature, as 32 bytes. */
function integer(string $der, int &$at): string
{
    $length = ord($der[$at + 1]);
    $bytes = substr($der, $at + 2, $length);
    $at += 2 + $length;
    return str_pad(ltrim($bytes, "\0"), 32, "\0", STR_PAD_LEFT);
}

/** OpenSSL writes ECDSA signatures in DER; a JWT has the two integers side by side. */
function plainSignature(string $der): string
{
    $at = 2; // SEQUENCE and its length, which is below 128 for P-256
    return integer($der, $at) . integer($der, $at);
}

/** @param array{user: string, customer?: string, name?: string, email?: string, language?: string} $person */
function makeAssertion(array $person, string $keyThumbprint): string
{
    $header = ['alg' => 'ES256', 'typ' => 'hand-off+jwt', 'kid' => KID];
    $now = time();
    $claims = [
        'iss' => ISSUER,
        'aud' => PORTAL,
        'sub' => $person['user'],
        'jti' => base64url(random_bytes(16)),
        'iat' => $now,
        'exp' => $now + 60,
        'cnf' => ['jkt' => $keyThumbprint],
    ];
    unset($person['user']);
    $text = base64url(json_encode($header, JSON_THROW_ON_ERROR))
        . '.' . base64url(json_encode($claims + $person, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE));
    $key = openssl_pkey_get_private('file://' . KEY_FILE);
    if ($key === false || !openssl_sign($text, $der, $key, OPENSSL_ALGO_SHA256)) {
        throw new RuntimeException('the assertion could not be signed');
    }
    return $text . '.' . base64url(plainSignature($der));
}

/** Your own: who is signed in on your website; null when nobody is. */
function personSignedIn(): ?array
{
    session_start(['cookie_httponly' => true, 'cookie_secure' => true, 'cookie_samesite' => 'Lax']);
    return isset($_SESSION['user_id']) ? ['user' => (string) $_SESSION['user_id']] : null;
}

header('Content-Type: application/json');
header('Cache-Control: no-store');
if ($_SERVER['REQUEST_METHOD'] !== 'POST' || ($_SERVER['CONTENT_TYPE'] ?? '') !== 'application/json') {
    http_response_code(415);
    exit('{}');
}
$asked = json_decode((string) file_get_contents('php://input', false, null, 0, 1000), true);
$keyThumbprint = is_array($asked) ? ($asked['keyThumbprint'] ?? '') : '';
if (!is_string($keyThumbprint) || !preg_match('/^[\w-]{43}$/D', $keyThumbprint)) {
    http_response_code(400);
    exit('{}');
}
$person = personSignedIn();
echo json_encode(['token' => $person === null ? null : makeAssertion($person, $keyThumbprint)]);
