// The system's OpenSSL (libcrypto), with the macros that Swift cannot see.
#pragma once
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

/// Derives a key by HKDF-SHA256 (RFC 5869) without salt; 1 when it worked.
static inline int copenssl_hkdf_sha256(
    const void *key, size_t key_count, const void *info, size_t info_count, unsigned char *derived,
    size_t derived_count) {
    EVP_KDF *function = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *context = EVP_KDF_CTX_new(function);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, key_count),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, info_count),
        OSSL_PARAM_construct_end(),
    };
    int worked = context ? EVP_KDF_derive(context, derived, derived_count, parameters) : 0;
    EVP_KDF_CTX_free(context);
    EVP_KDF_free(function);
    return worked;
}
