-- The tables and columns of a Tryton 6.0 database that bff/management/mappings/tryton/ reads, and a handful of invented
-- rows that hold every trap known to us. What must come out of it stands in test/bff/tryton-fixture.test.ts.

create table ir_translation (id int primary key, lang varchar, name varchar, res_id int, value text, type varchar, fuzzy boolean default false);
create table ir_attachment (id int primary key, name varchar, resource varchar, type varchar, description text, data bytea, file_id varchar, link varchar, create_date timestamp(6), write_date timestamp(6));
create table currency_currency (id int primary key, code varchar(3), digits int);
create table currency_currency_rate (id int primary key, currency int, date date, rate numeric);
create table country_country (id int primary key, code varchar(2));
create table company_company (id int primary key, party int, currency int, timezone varchar);
create table party_party (id int primary key, code varchar, name varchar, siren varchar(9), active boolean default true, replaced_by int, create_date timestamp(6), write_date timestamp(6));
create table party_category (id int primary key, name varchar);
create table party_category_rel (id int primary key, party int, category int);
create table party_identifier (id int primary key, party int, sequence int, type varchar, code varchar);
create table party_address (id int primary key, party int, sequence int, name varchar, party_name varchar, street text, postal_code varchar, city varchar, country int, siret_nic varchar(5), invoice boolean, delivery boolean, active boolean default true, create_date timestamp(6), write_date timestamp(6));
create table party_contact_mechanism (id int primary key, party int, sequence int, type varchar, value varchar, name varchar, active boolean default true, create_date timestamp(6), write_date timestamp(6));
create table party_relation_type (id int primary key, name varchar);
create table party_relation (id int primary key, from_ int, "to" int, type int);
create table bank (id int primary key, bic varchar);
create table bank_account (id int primary key, bank int, active boolean default true);
create table bank_account_number (id int primary key, account int, sequence int, type varchar, number varchar, number_compact varchar);
create table "bank_account-party_party" (id int primary key, account int, owner int);
create table account_configuration_tax_rounding (id int primary key, company int, tax_rounding varchar);
create table account_invoice_payment_term (id int primary key, name varchar);
create table party_party_payment_term (id int primary key, party int, customer_payment_term int);
create table product_template (id int primary key, name varchar, type varchar);
create table product_product (id int primary key, template int, code varchar);
create table product_uom (id int primary key, symbol varchar);
create table sale_sale (id int primary key, company int, party int, shipment_address int, state varchar);
create table sale_line (id int primary key, sale int);
create table sale_subscription (id int primary key, company int, party int, state varchar);
create table sale_subscription_line (id int primary key, subscription int, asset_lot int, start_date date, end_date date);
create table stock_location (id int primary key, type varchar);
create table stock_lot (id int primary key, number varchar, product int, create_date timestamp(6), write_date timestamp(6));
create table stock_shipment_out (id int primary key, company int, customer int, delivery_address int, effective_date date);
create table stock_move (id int primary key, lot int, shipment varchar, state varchar, to_location int, effective_date date);
create table account_tax (id int primary key, parent int, type varchar, rate numeric, start_date date, end_date date);
create table account_journal (id int primary key, name varchar);
create table account_move (id int primary key, journal int, date date, origin varchar);
create table account_move_line (id int primary key, move int, account int, debit numeric default 0, credit numeric default 0, amount_second_currency numeric, second_currency int, maturity_date date, reconciliation int);
create table account_invoice (id int primary key, company int default 1, type varchar default 'out', state varchar, number varchar, party int, invoice_address int, invoice_date date, accounting_date date, currency int default 1, account int default 50, move int, payment_term int, description varchar, reference varchar, invoice_report_cache bytea, invoice_report_format varchar, create_date timestamp(6), write_date timestamp(6));
create table account_invoice_line (id int primary key, invoice int, type varchar default 'line', sequence int, product int, unit int, quantity double precision, unit_price numeric, description text, origin varchar, taxes_date date);
create table account_invoice_line_account_tax (id int generated always as identity primary key, line int, tax int);
create table account_invoice_tax (id int primary key, invoice int, tax int, description varchar, base numeric, amount numeric);
create table "account_invoice-account_move_line" (id int generated always as identity primary key, invoice int, line int);
create table "account_invoice_line-stock_move" (id int generated always as identity primary key, invoice_line int, stock_move int);

insert into currency_currency values (1, 'EUR', 2), (2, 'USD', 2);
-- A dollar invoice of March 2026 is worth 1.25, whatever the rates before and after.
insert into currency_currency_rate values (1, 1, '2020-01-01', 1), (2, 2, '2020-01-01', 1.1), (3, 2, '2026-03-01', 1.25), (4, 2, '2026-04-01', 1.5);
insert into country_country values (1, 'FR');

-- 2 is a second company. 13 was merged into 10. 14 supplies. 15 is a contact. 16 never got past a draft. 17 buys from the
-- second company only.
insert into company_company values (1, 1, 1, null), (2, 2, 1, null);
insert into party_party (id, code, name, siren, active, replaced_by, create_date, write_date) values
  (1, '1', 'Lumen Bureautique', '732829320', true, null, '2025-01-01', null),
  (2, '2', 'Lumen Énergies', null, true, null, '2025-01-01', null),
  (10, '10', 'Hôtel du Pont', '552100554', true, null, '2025-01-02 08:00', '2026-05-01 09:30'),
  (11, '11', 'Jeanne Aubry', null, true, null, '2025-01-03', null),
  (12, 'M-12', '', null, false, null, null, null),
  (13, '13', 'Hôtel du Pont (ancien)', null, true, 10, '2025-01-01', null),
  (14, '14', 'Papeteries Réunies', null, true, null, '2025-01-01', null),
  (15, '15', 'Paul Lenoir', null, true, null, '2025-01-01', null),
  (16, '16', 'Prospect', null, true, null, '2025-01-01', null),
  (17, '17', 'Client de la filiale', null, true, null, '2025-01-01', null);
insert into party_category values (1, 'Hôtellerie'), (2, 'Particulier');
insert into party_category_rel values (1, 10, 1), (2, 11, 2), (3, 14, 1);
insert into party_identifier values (1, 10, 2, 'eu_vat', 'FR99999999999'), (2, 10, 1, 'eu_vat', 'FR27552100554'), (3, 10, 0, 'fr_siret', '55210055400013');
insert into party_address (id, party, sequence, name, party_name, street, postal_code, city, country, siret_nic, invoice, delivery) values
  (105, 1, null, 'Siège', null, '3 rue du Lin', '49000', 'Angers', 1, null, false, false),
  (100, 10, 1, 'Siège', null, E'1 quai du Pont\nBâtiment A', '49000', 'Angers', 1, '00013', true, false),
  (101, 10, 2, 'Annexe', null, '8 rue Haute', '49100', 'Angers', 1, null, false, true),
  (102, 10, 3, null, null, null, '49300', 'Cholet', null, null, null, null),
  (110, 11, null, '', 'Chez Jeanne', '2 place Verte', '44000', 'Nantes', 1, null, true, true),
  (120, 12, null, null, null, null, null, null, null, null, true, true),
  (130, 13, null, 'Ancienne adresse', null, null, null, 'Angers', null, null, true, true),
  (140, 14, null, 'Dépôt', null, null, null, 'Laval', null, null, true, true);
insert into party_contact_mechanism (id, party, sequence, type, value, name, active, create_date) values
  (1, 1, null, 'phone', '+33261910001', null, true, '2025-01-01'),
  (2, 10, 2, 'email', 'compta@hotel-du-pont.example', 'Comptabilité', true, '2025-01-01'),
  (3, 10, 1, 'email', 'ancien@hotel-du-pont.example', 'Ancien', false, '2025-01-01'),
  (4, 10, 1, 'mobile', '+33639980001', null, true, '2025-01-01'),
  (5, 10, 9, 'phone', '+33261910002', 'Standard', true, '2025-01-01'),
  (6, 15, null, 'email', 'paul@hotel-du-pont.example', 'Comptable', true, '2025-01-01'),
  (7, 15, null, 'mobile', '+33639980002', null, true, '2025-01-01'),
  (8, 14, null, 'email', 'contact@papeteries.example', null, true, '2025-01-01');
-- Both directions stand in the table; only the customer's side counts. A supplier has contacts too.
insert into party_relation_type values (1, 'est contact de'), (2, 'a pour contact');
insert into party_relation values (1, 10, 15, 2), (2, 15, 10, 1), (3, 14, 15, 2);
insert into bank values (1, 'AGRIFRPP');
insert into bank_account values (1, 1, true);
insert into bank_account_number values (1, 1, 1, 'other', '123', '123'), (2, 1, 2, 'iban', 'FR76 1234', 'FR7612345678901234567890185');
insert into "bank_account-party_party" values (1, 1, 1);
insert into account_configuration_tax_rounding values (1, 2, 'document'), (2, 1, 'line');
insert into account_invoice_payment_term values (1, '30 days'), (2, 'Cash');
insert into party_party_payment_term values (1, 10, 1), (2, 11, null);
insert into ir_translation (id, lang, name, res_id, value, type, fuzzy) values
  (1, 'fr', 'account.invoice.payment_term,name', 1, '30 jours', 'model', false),
  (2, 'fr', 'product.template,name', 1, 'Imprimante', 'model', false),
  (3, 'fr', 'product.template,name', 2, 'Mauvaise traduction', 'model', true),
  (4, 'en', 'product.template,name', 2, 'Maintenance', 'model', false),
  (5, 'fr', 'product.uom,symbol', 1, 'pce', 'model', false),
  (6, 'fr', 'account.journal,name', 1, 'Caisse', 'model', false),
  (7, 'fr', 'account.journal,name', 2, '', 'model', false);
insert into product_template values (1, 'Printer', 'goods'), (2, 'Entretien', 'service');
insert into product_product values (1, 1, 'IMP-1'), (2, 2, '');
insert into product_uom values (1, 'u');

-- Deliveries to two places; one address of somebody else; a quotation makes a customer, a draft does not.
insert into sale_sale values
  (1, 1, 10, 101, 'done'), (2, 1, 10, 101, 'done'), (3, 1, 10, 102, 'done'), (4, 1, 11, 101, 'done'),
  (5, 1, 12, 120, 'quotation'), (6, 1, 16, null, 'draft'), (7, 2, 17, null, 'done');
insert into sale_line values (1, 1), (2, 2), (3, 3), (4, 4);

-- Lots: 1 delivered; 2 returned; 3 returned and delivered to another customer; 4 rented; 5 rented once; 6 in stock; 7 of the
-- second company; 8 delivered to somebody else's address; 9 on two running lines; 10 rented later; 11 rented and delivered.
insert into stock_location values (1, 'storage'), (2, 'customer');
insert into stock_lot (id, number, product, create_date)
  select n, 'SN-' || n, 1, '2026-01-01 12:00' from generate_series(1, 11) n;
insert into stock_shipment_out values
  (1, 1, 10, 101, '2026-02-01'), (2, 1, 11, 110, '2026-04-01'), (3, 2, 10, 101, '2026-02-01'), (4, 1, 12, 101, '2026-02-01');
insert into stock_move values
  (1, 1, 'stock.shipment.out,1', 'done', 1, '2026-02-01'), (2, 1, 'stock.shipment.out,1', 'done', 2, '2026-02-01'),
  (3, 2, 'stock.shipment.out,1', 'done', 2, '2026-02-01'), (4, 2, 'stock.shipment.out.return,1', 'done', 1, '2026-03-01'),
  (5, 3, 'stock.shipment.out,1', 'done', 2, '2026-02-01'), (6, 3, 'stock.shipment.out.return,1', 'done', 1, '2026-03-01'),
  (7, 3, 'stock.shipment.out,2', 'done', 2, '2026-04-01'), (8, 7, 'stock.shipment.out,3', 'done', 2, '2026-02-01'),
  (9, 8, 'stock.shipment.out,4', 'done', 2, '2026-02-01'), (10, 6, 'stock.shipment.out,2', 'draft', 2, null),
  (11, 11, 'stock.shipment.out,2', 'done', 2, '2026-04-01'), (12, 1, 'stock.shipment.out,2', 'cancelled', 2, '2026-05-01'),
  (13, null, 'stock.shipment.out,1', 'done', 2, '2026-09-30');
insert into sale_subscription values (1, 1, 11, 'running'), (2, 1, 11, 'closed'), (3, 1, 10, 'running'), (4, 2, 10, 'running');
insert into sale_subscription_line values
  (1, 1, 4, '2025-06-01', null), (2, 2, 5, '2025-01-01', null), (3, 1, 5, '2025-01-01', '2025-12-31'), (4, 1, 9, '2025-01-01', null),
  (5, 3, 9, '2025-02-01', null), (6, 1, 10, '2999-01-01', null), (7, 1, 11, '2025-01-01', null), (8, 4, 6, '2025-01-01', null);

-- 1 is a parent without rate: 20 % since 2014 (2), 19.6 % before (3). 5 is no tax, 6 an amount per unit.
insert into account_tax values
  (1, null, 'none', null, null, null), (2, 1, 'percentage', 0.20, '2014-01-01', null), (3, 1, 'percentage', 0.196, null, '2013-12-31'),
  (4, null, 'percentage', 0.055, null, null), (5, null, 'none', null, null, null), (6, null, 'fixed', null, null, null);
insert into account_journal values (1, 'Cash'), (2, 'Banque'), (3, 'Écarts');

-- Shown: 1-6, 11, 14-17, 19. Not shown: 7 cancelled draft, 8 draft, 9 and 20 supplier invoices (20 from a customer), 10 the
-- second company's, 12 of the merged party, 13 to the company itself, 18 validated but not posted.
insert into account_invoice (id, state, number, party, invoice_address, invoice_date, move, payment_term, description, reference, write_date) values
  (1, 'posted', 'FA001', 10, 100, '2026-10-05', 1, 1, 'Imprimante', 'BC-77', '2026-10-06 10:00'),
  (2, 'paid', 'FA002', 10, 100, '2026-09-30', 2, 2, null, '', '2026-10-01'),
  (3, 'posted', 'FA003', 10, 100, '2026-08-10', 3, null, null, null, '2026-10-01'),
  (4, 'posted', 'AV001', 10, 100, '2026-10-20', 4, null, null, null, '2026-10-21'),
  (5, 'cancelled', 'FA004', 10, 140, '2026-07-01', 5, null, null, null, '2026-07-03'),
  (6, 'paid', 'AV002', 10, 100, '2026-07-03', 6, null, null, null, '2026-07-03'),
  (7, 'cancelled', null, 10, 100, '2026-07-04', null, null, null, null, null),
  (8, 'draft', null, 10, 100, null, null, null, null, null, null),
  (11, 'posted', 'FA005', 11, 110, '2026-03-02', 11, null, null, null, '2026-03-02'),
  (12, 'posted', 'FA011', 13, 130, '2026-03-02', 12, null, null, null, null),
  (13, 'posted', 'FA012', 1, 105, '2026-03-02', 13, null, null, null, null),
  (14, 'cancelled', 'FA006', 11, 110, '2026-05-02', null, null, null, null, '2026-05-02'),
  (15, 'paid', 'FA007', 11, 110, '2026-06-01', 15, null, null, null, '2026-06-15'),
  (16, 'paid', 'FA008', 11, 110, '2026-06-02', 16, null, null, null, '2026-06-15'),
  (17, 'posted', 'FA009', 11, 110, '2013-06-03', 17, null, null, null, '2013-06-03'),
  (18, 'validated', 'FA013', 10, 100, '2026-10-05', null, null, null, null, null),
  (19, 'posted', 'FA010', 11, 110, '2026-09-09', 19, null, null, null, '2026-09-09');
insert into account_invoice (id, company, type, state, number, party, invoice_address, invoice_date, move) values
  (9, 1, 'in', 'posted', 'FO001', 14, 140, '2026-09-01', 9), (20, 1, 'in', 'posted', 'FO002', 10, 100, '2026-09-01', 10),
  (10, 2, 'out', 'posted', 'FE001', 10, 100, '2026-09-01', 14);
update account_invoice set currency = 2 where id = 11;
update account_invoice set invoice_report_format = 'odt', invoice_report_cache = '\x504b0304' where id = 2;
update account_invoice set invoice_report_format = 'pdf', invoice_report_cache = '%PDF-1.4 FA010' where id = 19;

insert into account_invoice_line (id, invoice, type, sequence, product, unit, quantity, unit_price, description, origin) values
  (1, 1, 'line', 2, 1, 1, 3, 100.0000, '', 'sale.line,1'),
  (2, 1, 'line', null, 1, null, 1, 0.125, 'Frais', null), -- 0.12, not 0.13
  (3, 1, 'title', 1, null, null, null, null, 'Fournitures', null),
  (4, 1, 'comment', 2, null, null, null, null, 'Merci', null),
  (5, 2, 'line', 1, 1, 1, 2, 50, null, 'sale.line,2'),
  (6, 2, 'line', 2, 2, null, 1, 20, null, 'sale.line,3'),
  (7, 3, 'line', 1, 2, null, 1, 1000, 'Contrat annuel', 'sale.subscription.line,1'),
  (8, 4, 'line', 1, 1, 1, -1, 100, 'Retour', 'account.invoice.line,1'),
  (9, 5, 'line', 1, null, null, 1, 80, 'Erreur', null),
  (10, 6, 'line', 1, null, null, -1, 80, 'Erreur', 'account.invoice.line,9'),
  (11, 11, 'line', 1, null, null, 1, 250, 'Export', 'sale.line,4'),
  (12, 14, 'line', 1, null, null, 1, 0.125, 'Vis', 'sale.line,99999999999'), -- an origin that is no id
  (13, 14, 'line', 2, null, null, 2, 10, 'Plaque', null),
  (14, 15, 'line', 1, null, null, 1, 60, 'Réparation', null),
  (15, 16, 'line', 1, null, null, 1, 40, 'Réparation', null),
  (16, 17, 'line', 1, null, null, 1, 50, 'Ancienne', null),
  (17, 19, 'line', 1, null, null, 10, 1, 'Lampes', null),
  (18, 10, 'line', 1, null, null, 1, 999, 'Filiale', null),
  (19, 20, 'line', 1, null, null, 1, 999, 'Achat', null);
-- One tax a line, but the lamps' two: a join before summing would double their base.
insert into account_invoice_line_account_tax (line, tax) values
  (1, 1), (2, 1), (5, 1), (6, 1), (7, 1), (8, 1), (9, 4), (10, 4), (11, 1), (12, 1), (13, 1), (16, 1), (17, 5), (17, 6), (18, 1);
insert into account_invoice_tax values
  (1, 1, 2, 'T.V.A. 20 %', 300.12, 60.02), (2, 2, 2, 'T.V.A. 20 %', 120, 24), (3, 3, 2, 'T.V.A. 20 %', 1000, 200),
  (4, 4, 2, 'T.V.A. 20 %', -100, -20), (5, 5, 4, 'T.V.A. 5,5 %', 80, 4.40), (6, 6, 4, 'T.V.A. 5,5 %', -80, -4.40),
  (11, 11, 2, 'T.V.A. 20 %', 250, 50), (14, 14, null, 'Saisie à la main', 20.12, 4.02), (17, 17, 1, 'T.V.A. Taux normal', 50, 9.80),
  (19, 19, 5, 'Hors TVA', 10, 0), (20, 19, 6, 'Éco-participation', 10, 5), (21, 10, 2, 'T.V.A. 20 %', 999, 199.80);
insert into "account_invoice_line-stock_move" (invoice_line, stock_move) values (1, 13), (5, 13), (5, 12);

-- Moves 1-19: the invoices'. 20-27: payments and the like; only 25 (write-off) and 26 (bank) are not linked to an invoice.
insert into account_move select n, 1, '2026-01-01', 'account.invoice,' || n from generate_series(1, 19) n;
insert into account_move values
  (20, 1, '2026-10-01', null), (21, 2, '2026-09-09', null), (22, 2, '2026-10-12', null), (23, 2, '2026-03-20', null),
  (24, 2, '2026-03-25', null), (25, 3, '2026-10-01', null), (26, 2, '2026-06-15', null);
insert into account_move_line (id, move, account, debit, credit, maturity_date, reconciliation) values
  (1, 1, 50, 360.14, 0, '2026-11-04', null), (2, 1, 70, 0, 300.12, null, null), (3, 1, 44, 0, 60.02, null, null),
  (10, 2, 50, 144, 0, '2026-10-30', 1), (11, 20, 50, 0, 143.99, null, 1), (12, 25, 50, 0, 0.01, null, 1),
  (20, 3, 50, 600, 0, '2026-09-10', 2), (21, 3, 50, 600, 0, '2026-10-10', null), (22, 21, 50, 0, 600, null, 2), (23, 22, 50, 0, 250.50, null, null),
  (30, 4, 50, 0, 120, '2026-10-20', null),
  (40, 5, 50, 84.40, 0, '2026-07-31', 3), (41, 6, 50, 0, 84.40, '2026-07-03', 3),
  (60, 12, 50, 77, 0, '2026-04-01', null), (61, 13, 50, 88, 0, '2026-04-01', null), (62, 14, 50, 1198.80, 0, '2026-10-01', null), (63, 9, 50, 0, 55, '2026-10-01', null),
  (70, 15, 50, 60, 0, '2026-07-01', 4), (71, 16, 50, 40, 0, '2026-07-02', 4), (72, 26, 50, 0, 100, null, 4),
  (80, 17, 50, 59.80, 0, '2013-07-03', null), (90, 19, 50, 15, 0, '2026-10-09', null);
insert into account_move_line (id, move, account, debit, credit, amount_second_currency, second_currency, maturity_date) values
  (50, 11, 50, 240, 0, 300, 2, '2026-04-02'), (51, 23, 50, 0, 80, -100, 2, null), (52, 24, 50, 0, 33.30, null, null, null); -- 41.62 dollars, not 41.63
insert into "account_invoice-account_move_line" (invoice, line) values (2, 11), (3, 22), (3, 23), (11, 51), (11, 52);

-- Attachments of what shows, of what does not, and of models that are nobody's business; links; bytes kept elsewhere.
insert into ir_attachment (id, name, resource, type, description, data, file_id, link, create_date) values
  (1, 'Facture_FA001.pdf', 'account.invoice,1', 'data', 'Facture', '%PDF-1.4 one', null, null, '2026-10-05'),
  (2, 'Facture_FA001.pdf', 'account.invoice,1', 'data', 'Facture corrigée', '%PDF-1.4 two', null, null, '2026-10-06'),
  (3, 'bon.PNG', 'account.invoice,1', 'data', null, '\x89504e47', null, null, '2026-10-05'),
  (4, 'Notice', 'account.invoice,1', 'link', null, null, null, 'https://docs.example/', '2026-10-05'),
  (5, 'ailleurs.pdf', 'account.invoice,1', 'data', null, null, 'abcd', null, '2026-10-05'),
  (6, 'Facture_FA002.pdf', 'account.invoice,2', 'data', null, 'not a PDF', null, null, '2026-10-05'),
  (7, 'Facture_FA010.pdf', 'account.invoice,19', 'data', null, '%PDF-1.4 other', null, null, '2026-10-05'),
  (8, 'fournisseur.pdf', 'account.invoice,9', 'data', null, '%PDF-', null, null, '2026-10-05'),
  (9, 'brouillon.pdf', 'account.invoice,8', 'data', null, '%PDF-', null, null, '2026-10-05'),
  (10, 'filiale.pdf', 'account.invoice,10', 'data', null, '%PDF-', null, null, '2026-10-05'),
  (11, 'achat.pdf', 'purchase.purchase,1', 'data', null, '%PDF-', null, null, '2026-10-05'),
  (12, 'fiche.pdf', 'product.template,1', 'data', null, '%PDF-', null, null, '2026-10-05'),
  (13, 'solvabilite.pdf', 'party.party,10', 'data', 'Interne', '%PDF-', null, null, '2026-10-05'),
  (14, 'rib.pdf', 'party.party,14', 'data', null, '%PDF-', null, null, '2026-10-05'),
  (15, 'plaque.jpeg', 'stock.lot,1', 'data', 'Plaque', '\xffd8', null, null, '2026-10-05'),
  (16, 'stock.txt', 'stock.lot,6', 'data', null, 'x', null, null, '2026-10-05'),
  (17, 'achat-client.pdf', 'account.invoice,20', 'data', null, '%PDF-', null, null, '2026-10-05');
